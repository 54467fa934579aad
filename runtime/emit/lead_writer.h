// A lead as it stands, as one NDJSON line: attributes, scores with bands, grades, cells.
//
//   {"lead":"a1","time":"…","born":"…","attributes":{…},"scores":{"interest":{"value":62.000000,"band":"hot"}},"grades":{"fit":"A"},"cells":{"treatment":"contact"}}
#pragma once
#include <string>

#include "runtime/artefact/artefact.h"
#include "runtime/engine/engine.h"

namespace lead::emit {

void append_lead(std::string& out, const artefact::ArtefactT& artefact, const engine::LeadSnapshot& lead);

}  // namespace lead::emit
