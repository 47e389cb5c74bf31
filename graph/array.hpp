// An array that owns its elements or lies in a mapped file.
#ifndef WHOM_GRAPH_ARRAY_HPP
#define WHOM_GRAPH_ARRAY_HPP

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

namespace whom::graph {

/// Lent elements must outlive the array; they are copied at the first change.
template <typename T>
class Array {
 public:
  Array() = default;
  explicit Array(std::vector<T> elements) : own_(std::move(elements)), view_(own_) {}
  explicit Array(std::span<const T> lent) : view_(lent) {}
  Array(Array&& other) noexcept : own_(std::move(other.own_)), view_(std::exchange(other.view_, {})) {}
  Array& operator=(Array&& other) noexcept {
    own_ = std::move(other.own_);
    view_ = std::exchange(other.view_, {});
    return *this;
  }

  std::span<const T> view() const { return view_; }
  std::size_t size() const { return view_.size(); }
  bool empty() const { return view_.empty(); }
  const T& operator[](std::size_t i) const { return view_[i]; }
  auto begin() const { return view_.begin(); }
  auto end() const { return view_.end(); }
  std::size_t bytes() const { return view_.size_bytes(); }

  void set(std::size_t i, T element) {
    edit([&] { own_[i] = element; });
  }
  void push_back(T element) {
    edit([&] { own_.push_back(element); });
  }
  void insert(std::ptrdiff_t i, T element) {
    edit([&] { own_.insert(own_.begin() + i, element); });
  }
  void pop_back() {
    edit([&] { own_.pop_back(); });
  }

 private:
  template <typename Change>
  void edit(const Change& change) {
    if (own_.size() != view_.size()) own_.assign(view_.begin(), view_.end());
    change();
    view_ = own_;
  }

  std::vector<T> own_;
  std::span<const T> view_;
};

}  // namespace whom::graph

#endif
