#include "graph/property/packed_value.hpp"

#include <cstring>
#include <stdexcept>
#include <type_traits>

namespace whom::property {
namespace {

template <typename T>
void put(T number, std::string& bytes) {
  static_assert(std::is_arithmetic_v<T>);
  const std::size_t place = bytes.size();
  bytes.resize(place + sizeof number);
  std::memcpy(bytes.data() + place, &number, sizeof number);
}

void put(std::string_view text, std::string& bytes) {
  put(static_cast<std::uint32_t>(text.size()), bytes);
  bytes += text;
}

std::string_view take(std::string_view& bytes, std::size_t count) {
  if (bytes.size() < count) throw std::runtime_error("a packed value is cut short");
  const std::string_view taken = bytes.substr(0, count);
  bytes.remove_prefix(count);
  return taken;
}

template <typename T>
T take(std::string_view& bytes) {
  T number{};
  std::memcpy(&number, take(bytes, sizeof number).data(), sizeof number);
  return number;
}

std::string_view take_text(std::string_view& bytes) { return take(bytes, take<std::uint32_t>(bytes)); }

}  // namespace

void pack(const Value& value, std::string& bytes) {
  put(static_cast<std::uint8_t>(value.kind()), bytes);
  switch (value.kind()) {
    case Kind::Null:
      return;
    case Kind::Boolean:
      return put(static_cast<std::uint8_t>(value.boolean()), bytes);
    case Kind::Integer:
      return put(value.integer(), bytes);
    case Kind::Float:
      return put(value.number(), bytes);
    case Kind::String:
      return put(value.string(), bytes);
    case Kind::Node:
      return put(value.node().index, bytes);
    case Kind::Relationship:
      return put(value.relationship().index, bytes);
    case Kind::Date:
      return put(value.date().days, bytes);
    case Kind::LocalTime:
      return put(value.local_time().nanoseconds, bytes);
    case Kind::Time:
      put(value.time().nanoseconds, bytes);
      return put(value.time().offset, bytes);
    case Kind::LocalDateTime:
      put(value.local_date_time().seconds, bytes);
      return put(value.local_date_time().nanoseconds, bytes);
    case Kind::DateTime:
      put(value.date_time().seconds, bytes);
      put(value.date_time().nanoseconds, bytes);
      put(value.date_time().offset, bytes);
      return put(std::string_view(value.date_time().zone), bytes);
    case Kind::Duration:
      put(value.duration().months, bytes);
      put(value.duration().days, bytes);
      put(value.duration().seconds, bytes);
      return put(value.duration().nanoseconds, bytes);
    case Kind::List:
      put(static_cast<std::uint32_t>(value.list().size()), bytes);
      for (const Value& element : value.list()) pack(element, bytes);
      return;
    case Kind::Map:
      put(static_cast<std::uint32_t>(value.map().size()), bytes);
      for (const auto& [key, element] : value.map()) {
        put(std::string_view(key), bytes);
        pack(element, bytes);
      }
      return;
    case Kind::Statement:
    case Kind::Path:
      throw std::logic_error("a statement or a path as a property");
  }
}

/// Parts are taken in the order in which braces evaluate them.
Value unpack(std::string_view& bytes) {
  switch (static_cast<Kind>(take<std::uint8_t>(bytes))) {
    case Kind::Null:
      return {};
    case Kind::Boolean:
      return Value(take<std::uint8_t>(bytes) != 0);
    case Kind::Integer:
      return Value(take<std::int64_t>(bytes));
    case Kind::Float:
      return Value(take<double>(bytes));
    case Kind::String:
      return Value(take_text(bytes));
    case Kind::Node:
      return Value(Node{take<std::uint32_t>(bytes)});
    case Kind::Relationship:
      return Value(Relationship{take<std::uint32_t>(bytes)});
    case Kind::Date:
      return Value(Date{take<std::int64_t>(bytes)});
    case Kind::LocalTime:
      return Value(LocalTime{take<std::int64_t>(bytes)});
    case Kind::Time:
      return Value(Time{take<std::int64_t>(bytes), take<std::int32_t>(bytes)});
    case Kind::LocalDateTime:
      return Value(LocalDateTime{take<std::int64_t>(bytes), take<std::int32_t>(bytes)});
    case Kind::DateTime:
      return Value(DateTime{take<std::int64_t>(bytes), take<std::int32_t>(bytes), take<std::int32_t>(bytes),
                            std::string(take_text(bytes))});
    case Kind::Duration:
      return Value(Duration{take<std::int64_t>(bytes), take<std::int64_t>(bytes), take<std::int64_t>(bytes),
                            take<std::int32_t>(bytes)});
    case Kind::List: {
      List list;
      for (auto count = take<std::uint32_t>(bytes); count > 0; --count) list.push_back(unpack(bytes));
      return Value(std::move(list));
    }
    case Kind::Map: {
      Map map;
      for (auto count = take<std::uint32_t>(bytes); count > 0; --count) {
        std::string key(take_text(bytes));
        map.emplace_back(std::move(key), unpack(bytes));
      }
      return Value(std::move(map));
    }
    case Kind::Statement:
    case Kind::Path:
      break;
  }
  throw std::runtime_error("not a packed value");
}

}  // namespace whom::property
