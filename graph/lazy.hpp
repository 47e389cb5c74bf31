// A value that is made at its first use.
#ifndef WHOM_GRAPH_LAZY_HPP
#define WHOM_GRAPH_LAZY_HPP

#include <functional>
#include <mutex>
#include <optional>
#include <utility>

namespace whom::graph {

/// Must be given a value, or a way to make it, before it is used like a pointer; then safe for concurrent readers.
template <class Value>
class Lazy {
 public:
  void set(Value value) { value_ = std::move(value); }
  void make_by(std::function<Value()> make) { make_ = std::move(make); }

  /// The way to make it is told by whoever uses it, unless it was told before.
  template <class Make>
  const Value& get(const Make& make) const {
    std::call_once(once_, [&] {
      if (!value_) value_.emplace(make_ ? make_() : make());
    });
    return *value_;
  }
  const Value& operator*() const { return get(make_); }
  const Value* operator->() const { return &**this; }

 private:
  mutable std::once_flag once_;
  mutable std::optional<Value> value_;
  std::function<Value()> make_;
};

}  // namespace whom::graph

#endif
