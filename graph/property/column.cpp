#include "graph/property/column.hpp"

#include "graph/property/encodings.hpp"

namespace whom::property {
namespace {

using namespace encodings;

template <typename Domain>
std::unique_ptr<const Column> read_coded(ImageReader& image, std::uint64_t width, std::size_t size) {
  const auto with = [&]<typename Code>(Code) -> std::unique_ptr<const Column> {
    Domain domain = Domain::read(image);
    return std::make_unique<Coded<Code, Domain>>(image.next<Code>(size), std::move(domain));
  };
  switch (width) {
    case 1:
      return with(std::uint8_t{});
    case 2:
      return with(std::uint16_t{});
    case 4:
      return with(std::uint32_t{});
    default:
      return with(std::uint64_t{});
  }
}

std::unique_ptr<const Column> read_strings(ImageReader& image, std::size_t size) {
  Texts texts = Texts::read(image);
  auto present = image.next<std::uint8_t>();
  if (texts.size() != size || (!present.empty() && present.size() != (size + 7) / 8)) image.fail();
  return std::make_unique<Strings>(std::move(texts), std::move(present));
}

std::unique_ptr<const Column> read_mixed(ImageReader& image, std::size_t size) {
  auto elements = image.next<std::uint32_t>();
  if (elements.size() > size || (!elements.empty() && elements[elements.size() - 1] >= size)) image.fail();
  return std::make_unique<Mixed>(std::move(elements), image.next<char>(), size);
}

}  // namespace

void write_column(const Column* column, ImageWriter& image) {
  if (column) {
    column->write(image);
  } else {
    write_head(image, Form::None);
  }
}

std::unique_ptr<const Column> read_column(ImageReader& image, std::size_t size) {
  const auto head = image.next<std::uint64_t>(2);
  switch (static_cast<Form>(head[0])) {
    case Form::None:
      return nullptr;
    case Form::Distances:
      return read_coded<Distance>(image, head[1], size);
    case Form::Doubles:
      return read_coded<Doubles>(image, head[1], size);
    case Form::NumberTable:
      return read_coded<NumberTable>(image, head[1], size);
    case Form::TextTable:
      return read_coded<TextTable>(image, head[1], size);
    case Form::Strings:
      return read_strings(image, size);
    case Form::Mixed:
      return read_mixed(image, size);
  }
  image.fail();
}

}  // namespace whom::property
