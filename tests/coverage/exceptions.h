// Forms that no policy uses, each with the reason. A form that gained a use must leave its list.
#pragma once
#include <map>
#include <string>

namespace lead::coverage {

using Exceptions = std::map<std::string, std::string>;  // form to reason

[[nodiscard]] Exceptions exceptions_of_all();
[[nodiscard]] Exceptions exceptions_of_generated();  // those of all are among them

}  // namespace lead::coverage
