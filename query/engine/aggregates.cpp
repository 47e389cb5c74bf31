// Each aggregate is a small class; DISTINCT is a set before it.
#include <algorithm>
#include <cmath>
#include <optional>
#include <unordered_set>

#include "query/engine/function_tables.hpp"
#include "query/engine/temporal_functions.hpp"
#include "query/engine/value_operators.hpp"

namespace whom::engine {
namespace {

using property::Kind;
using property::List;
using property::Value;

class Count : public Aggregate {
 public:
  void add(const Value& value, std::uint64_t times) override { count_ += value.is_null() ? 0 : times; }
  Value result() const override { return Value(static_cast<std::int64_t>(count_)); }

 private:
  std::uint64_t count_ = 0;
};

/// Integers are summed exactly, in 128 bits; a Float among them makes the sum one. Durations add up by themselves.
class Sum : public Aggregate {
 public:
  void add(const Value& value, std::uint64_t times) override {
    if (value.is_null()) return;
    const bool is_duration = value.is(Kind::Duration);
    if (!is_duration && !value.is_number()) fail_kind("sum() or avg()", value);
    if (count_ > 0 && is_duration == durations_.is_null())
      fail("TypeError", "InvalidArgumentType", "numbers and durations have no sum");
    count_ += times;
    if (is_duration)
      add_duration(*multiply_temporal(value, Value(static_cast<std::int64_t>(times))));
    else if (value.is(Kind::Integer))
      integers_ += static_cast<Wide>(value.integer()) * static_cast<Wide>(times);
    else
      floats_ = floats_.value_or(0) + value.number() * static_cast<double>(times);
  }

  Value result() const override {
    if (!durations_.is_null()) return durations_;
    if (floats_) return Value(total());
    const auto sum = static_cast<std::int64_t>(integers_);
    if (sum != integers_) fail("ArithmeticError", "IntegerOverflow", "a sum does not fit into 64 bits");
    return Value(sum);
  }

 protected:
  __extension__ using Wide = __int128;

  double total() const { return static_cast<double>(integers_) + floats_.value_or(0); }

  std::uint64_t count_ = 0;
  Wide integers_ = 0;
  std::optional<double> floats_;
  Value durations_;

 private:
  void add_duration(Value duration) {
    durations_ = durations_.is_null() ? std::move(duration) : *add_temporal(durations_, duration);
  }
};

class Average : public Sum {
 public:
  Value result() const override {
    if (count_ == 0) return {};
    if (!durations_.is_null()) return *divide_temporal(durations_, Value(static_cast<std::int64_t>(count_)));
    return Value(total() / static_cast<double>(count_));
  }
};

/// The first or the last in the order of all values.
template <bool first>
class Extreme : public Aggregate {
 public:
  void add(const Value& value, std::uint64_t) override {
    if (value.is_null()) return;
    if (best_.is_null() || (first ? order(value, best_) < 0 : order(value, best_) > 0)) best_ = value;
  }
  Value result() const override { return best_; }

 private:
  Value best_;
};

class Collect : public Aggregate {
 public:
  void add(const Value& value, std::uint64_t times) override {
    if (!value.is_null()) list_.insert(list_.end(), times, value);
  }
  Value result() const override { return Value(list_); }

 private:
  List list_;
};

/// By Welford's recurrence, which does not cancel. Of a sample, or of the whole population.
template <bool of_sample>
class Deviation : public Aggregate {
 public:
  void add(const Value& value, std::uint64_t times) override {
    if (value.is_null()) return;
    const auto weight = static_cast<double>(times);
    const double number = number_argument("stDev()", value), difference = number - mean_;
    count_ += weight;
    mean_ += difference * weight / count_;
    squares_ += weight * difference * (number - mean_);
  }
  Value result() const override {
    const double divisor = of_sample ? count_ - 1 : count_;
    return Value(divisor > 0 ? std::sqrt(squares_ / divisor) : 0.0);
  }

 private:
  double count_ = 0, mean_ = 0, squares_ = 0;
};

/// Numbers in their order, each with how many numbers there are up to it.
class Ranked {
 public:
  explicit Ranked(std::vector<std::pair<Value, std::uint64_t>> numbers) : numbers_(std::move(numbers)) {
    std::ranges::sort(numbers_, [](const auto& a, const auto& b) { return order(a.first, b.first) < 0; });
    for (auto& [number, upto] : numbers_) upto = size_ += upto;
  }
  std::uint64_t size() const { return size_; }
  const Value& operator[](double rank) const {
    const auto place = static_cast<std::uint64_t>(rank);
    return std::ranges::upper_bound(numbers_, place, {}, &std::pair<Value, std::uint64_t>::second)->first;
  }

 private:
  std::vector<std::pair<Value, std::uint64_t>> numbers_;
  std::uint64_t size_ = 0;
};

/// Keeps all numbers and sorts them at the end.
class Percentile : public Aggregate {
 public:
  explicit Percentile(const Value& share) : share_(share.is_null() ? 0 : number_argument("a percentile", share)) {
    if (!(share_ >= 0 && share_ <= 1))
      fail("ArgumentError", "NumberOutOfRange", "a percentile lies between 0.0 and 1.0");
  }
  void add(const Value& value, std::uint64_t times) override {
    if (value.is_null()) return;
    number_argument("a percentile", value);
    numbers_.emplace_back(value, times);
  }
  Value result() const final { return numbers_.empty() ? Value() : of(Ranked(numbers_), share_); }

 private:
  virtual Value of(const Ranked&, double share) const = 0;

  double share_;
  std::vector<std::pair<Value, std::uint64_t>> numbers_;  ///< with how often each was added
};

/// The least number that the share of all numbers does not exceed.
class DiscretePercentile : public Percentile {
  using Percentile::Percentile;
  Value of(const Ranked& ranked, double share) const override {
    return ranked[std::max(std::ceil(share * static_cast<double>(ranked.size())) - 1, 0.0)];
  }
};

/// Between the two nearest numbers, in proportion.
class ContinuousPercentile : public Percentile {
  using Percentile::Percentile;
  Value of(const Ranked& ranked, double share) const override {
    const double rank = share * static_cast<double>(ranked.size() - 1), below = std::floor(rank);
    const double low = ranked[below].number(), high = ranked[std::ceil(rank)].number();
    return Value(low + (high - low) * (rank - below));
  }
};

class Distinct : public Aggregate {
 public:
  explicit Distinct(std::unique_ptr<Aggregate> aggregate) : aggregate_(std::move(aggregate)) {}
  void add(const Value& value, std::uint64_t) override {
    if (!value.is_null() && seen_.insert(value).second) aggregate_->add(value, 1);
  }
  Value result() const override { return aggregate_->result(); }

 private:
  std::unique_ptr<Aggregate> aggregate_;
  std::unordered_set<Value, property::Hash, property::Equivalent> seen_;
};

using Made = std::unique_ptr<Aggregate>;

template <typename Kind>
Made make(const Value&) {
  return std::make_unique<Kind>();
}

template <typename Kind>
Made make_percentile(const Value& share) {
  return std::make_unique<Kind>(share);
}

struct Maker {
  std::string_view name;
  Made (*make)(const Value& parameter);
};

constexpr Maker makers[] = {
    {"count", make<Count>},
    {"sum", make<Sum>},
    {"avg", make<Average>},
    {"min", make<Extreme<true>>},
    {"max", make<Extreme<false>>},
    {"collect", make<Collect>},
    {"stdev", make<Deviation<true>>},
    {"stdevp", make<Deviation<false>>},
    {"percentiledisc", make_percentile<DiscretePercentile>},
    {"percentilecont", make_percentile<ContinuousPercentile>},
};

const Maker* find_maker(std::string_view name) {
  const auto* found = std::ranges::find(makers, lower_case(name), &Maker::name);
  return found == std::end(makers) ? nullptr : found;
}

}  // namespace

bool is_aggregate(std::string_view name) { return find_maker(name) != nullptr; }

std::unique_ptr<Aggregate> make_aggregate(std::string_view name, bool distinct, const Value& parameter) {
  const Maker* maker = find_maker(name);
  if (!maker) return nullptr;
  auto aggregate = maker->make(parameter);
  return distinct ? std::make_unique<Distinct>(std::move(aggregate)) : std::move(aggregate);
}

}  // namespace whom::engine
