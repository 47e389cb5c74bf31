// What to know of an answer: what would find something where nothing is found, and how a count was taken.
#ifndef WHOM_QUERY_QUESTION_ADVICE_HPP
#define WHOM_QUERY_QUESTION_ADVICE_HPP

#include <string>
#include <vector>

#include "query/question/run.hpp"

namespace whom::query {

/// For a question that finds nothing: the status with which it would, names that contain a name of it and would; that
/// the members of "A and B" do so each alone. Lines for people.
std::vector<std::string> alternatives(const Pattern&, const Asked&, const std::atomic<bool>* stop);

/// For a count: what is counted as one though it names a number ("46 people").
std::vector<std::string> cautions(const Pattern&, const Asked&, const std::atomic<bool>* stop);

}  // namespace whom::query

#endif
