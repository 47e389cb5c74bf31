#include "extract/model/network.hpp"

#include <stdexcept>
#include <string>

#include "extract/model/bilstm.hpp"
#include "extract/model/transformer.hpp"

namespace whom::extract {

std::unique_ptr<Network> load_network(const TensorFile& file, const Kernels& kernel) {
  const std::string_view kind = file.string("kind");
  if (kind == "bilstm") return make_bilstm(file, kernel);
  if (kind == "transformer") return make_transformer(file, kernel);
  throw std::runtime_error("unknown kind of network '" + std::string(kind) + "'");
}

}  // namespace whom::extract
