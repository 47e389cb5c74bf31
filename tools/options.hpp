// Options and operands of a command line, by a table that help, man page and completions are made from too.
#ifndef WHOM_TOOLS_OPTIONS_HPP
#define WHOM_TOOLS_OPTIONS_HPP

#include <map>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace whom::tools {

/// A command line that means nothing: exit 2. One line, without the command's name.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct Option {
  std::string_view name;   ///< without "--"
  char letter = '\0';      ///< of the short form, or none
  std::string_view value;  ///< name of its value: "FILE", "N", "table|json" (a choice of words); empty: a flag
  std::string_view help;   ///< one sentence, without full stop
};

/// The words an option's value may be; empty when it is free.
std::vector<std::string_view> choices(const Option&);

/// A parsed command line.
class Arguments {
 public:
  /// "--name value", "--name=value", "-x value", "-xvalue"; "--" ends the options, "-" is an operand. Throws
  /// UsageError on an option that is unknown (with the near one), lacks its value or has a value that is no choice.
  Arguments(std::span<const std::string> words, std::span<const Option> options);

  bool has(std::string_view option) const;
  /// The value given last, else `otherwise`.
  std::string value(std::string_view option, std::string_view otherwise = "") const;
  /// All values given, in their order.
  std::vector<std::string> all(std::string_view option) const;
  /// The value as a number of at least `least`. Throws UsageError when it is none.
  int number(std::string_view option, int otherwise, int least) const;

  const std::vector<std::string>& operands() const { return operands_; }

 private:
  std::map<std::string, std::vector<std::string>, std::less<>> values_;
  std::vector<std::string> operands_;
};

}  // namespace whom::tools

#endif
