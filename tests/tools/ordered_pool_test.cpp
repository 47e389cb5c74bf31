#include "tools/ordered_pool.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <stdexcept>

namespace whom::tools {
namespace {

using Pool = OrderedPool<int>;

TEST(OrderedPool, ResultsComeInTheOrderOfTheJobs) {
  std::vector<int> results;
  Pool pool(4, 1000, [&](std::future<int> result) { results.push_back(result.get()); });
  for (int i = 0; i < 200; ++i) {
    pool.submit(
        [i] {
          if (i % 7 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
          return i;
        },
        1);
  }
  pool.finish();
  ASSERT_EQ(results.size(), 200u);
  for (int i = 0; i < 200; ++i) EXPECT_EQ(results[static_cast<std::size_t>(i)], i);
}

TEST(OrderedPool, WhatIsUnderWayIsBounded) {
  std::atomic<int> weight = 0, most = 0;
  Pool pool(4, 10, [](std::future<int> result) { result.get(); });
  for (int i = 0; i < 50; ++i) {
    const int mine = i % 10 == 0 ? 30 : 3;
    pool.submit(
        [&, mine] {
          const int now = weight += mine;
          for (int seen = most; seen < now && !most.compare_exchange_weak(seen, now);) continue;
          weight -= mine;
          return 0;
        },
        static_cast<std::size_t>(mine));
  }
  pool.finish();
  EXPECT_LE(most, 30);
}

TEST(OrderedPool, AThrowReachesItsOwnResult) {
  int good = 0, bad = 0;
  Pool pool(2, 100, [&](std::future<int> result) {
    try {
      good += result.get();
    } catch (const std::runtime_error&) {
      ++bad;
    }
  });
  for (int i = 0; i < 10; ++i) pool.submit([i]() -> int { return i == 5 ? throw std::runtime_error("no") : 1; }, 1);
  pool.finish();
  EXPECT_EQ(good, 9);
  EXPECT_EQ(bad, 1);
}

TEST(OrderedPool, StopDropsWhatHasNotBegun) {
  std::vector<int> results;
  std::atomic<int> begun = 0;
  Pool pool(1, 100, [&](std::future<int> result) { results.push_back(result.get()); });
  std::promise<void> open;
  const std::shared_future<void> gate = open.get_future();
  for (int i = 0; i < 2; ++i) {
    pool.submit(
        [&begun, gate, i] {
          ++begun;
          gate.wait();
          return i;
        },
        1);
  }
  while (begun == 0) std::this_thread::yield();
  std::thread opener([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    open.set_value();
  });
  pool.stop();
  opener.join();
  EXPECT_EQ(results, std::vector<int>{0});
}

TEST(OrderedPool, MayEndWithJobsLeft) {
  Pool pool(2, 100, [](std::future<int>) { FAIL() << "nobody asked for results"; });
  for (int i = 0; i < 3; ++i) pool.submit([] { return 1; }, 1);
}

}  // namespace
}  // namespace whom::tools
