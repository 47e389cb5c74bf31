// Jobs on threads, results in the order the jobs came.
#ifndef WHOM_TOOLS_ORDERED_POOL_HPP
#define WHOM_TOOLS_ORDERED_POOL_HPP

#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <thread>
#include <vector>

namespace whom::tools {

/// Bounded: jobs carry a weight, and submit() waits, handing over results, while those in flight would weigh more than
/// the limit or be more than two for each thread; a job heavier than the limit runs alone. All members are for one
/// thread; `deliver` is called on it, with what the job returned or threw inside the future.
template <typename Result>
class OrderedPool {
 public:
  using Job = std::function<Result()>;
  using Deliver = std::function<void(std::future<Result>)>;

  OrderedPool(std::size_t threads, std::size_t weight_limit, Deliver deliver)
      : most_(2 * threads), weight_limit_(weight_limit), deliver_(std::move(deliver)) {
    for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
  }

  /// Ends without delivering what is left.
  ~OrderedPool() {
    {
      const std::lock_guard lock(mutex_);
      waiting_.clear();
      closed_ = true;
    }
    changed_.notify_all();
    for (std::thread& thread : threads_) thread.join();
  }

  OrderedPool(const OrderedPool&) = delete;
  OrderedPool& operator=(const OrderedPool&) = delete;

  void submit(Job job, std::size_t weight) {
    while (!flying_.empty() && (flying_.size() >= most_ || weight_ + weight > weight_limit_)) deliver_first();
    std::packaged_task<Result()> task(std::move(job));
    flying_.push_back({task.get_future(), weight});
    weight_ += weight;
    {
      const std::lock_guard lock(mutex_);
      waiting_.push_back(std::move(task));
    }
    changed_.notify_one();
  }

  /// Drops the jobs that have not begun and delivers the others.
  void stop() {
    std::size_t dropped = 0;
    {
      const std::lock_guard lock(mutex_);
      dropped = waiting_.size();
      waiting_.clear();
    }
    flying_.resize(flying_.size() - dropped);
    finish();
  }

  /// Delivers everything.
  void finish() {
    while (!flying_.empty()) deliver_first();
  }

 private:
  struct Flying {
    std::future<Result> result;
    std::size_t weight = 0;
  };

  void deliver_first() {
    Flying first = std::move(flying_.front());
    flying_.pop_front();
    first.result.wait();
    weight_ -= first.weight;
    deliver_(std::move(first.result));
  }

  void work() {
    for (;;) {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return closed_ || !waiting_.empty(); });
      if (waiting_.empty()) return;
      std::packaged_task<Result()> task = std::move(waiting_.front());
      waiting_.pop_front();
      lock.unlock();
      task();
    }
  }

  const std::size_t most_;
  const std::size_t weight_limit_;
  const Deliver deliver_;
  std::deque<Flying> flying_;
  std::size_t weight_ = 0;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::packaged_task<Result()>> waiting_;
  bool closed_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace whom::tools

#endif
