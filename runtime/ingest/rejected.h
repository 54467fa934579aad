// Why a line could not be read.
#pragma once
#include <string>

#include "runtime/base/reason.h"

namespace lead::ingest {

struct Rejected {
  Reason reason;
  std::string detail;  // "`minutes` is a text, expected a number"; may be empty
};

}  // namespace lead::ingest
