// A lead as it stands, as one NDJSON line: attributes, who holds its roles or where it lies, scores with
// bands and the rules that count now, grades, cells.
//
//   const LeadPlaces places(*artefact, engine.desk_state());
//   append_lead(out, *artefact, *engine.snapshot("a1", engine.now_ms()), places);
//   {"lead":"a1","time":"…","born":"…","attributes":{…},
//    "scores":{"interest":{"value":62.000000,"band":"hot","rules":{"demo":60.000000,"page":2.000000}}},…}
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/artefact/artefact.h"
#include "runtime/engine/engine.h"

namespace lead::emit {

// In which queue or line each lead is; lives as long as the desk's state is good. Grows with those.
class LeadPlaces {
 public:
  struct Place {
    std::string_view lead;
    uint32_t role = 0;
    uint32_t index = 0;  // into artefact.queues or artefact.route_rows
    bool is_queue = false;
    int64_t since_ms = 0, until_ms = INT64_MAX;  // INT64_MAX: as long as it takes
  };
  LeadPlaces(const artefact::ArtefactT& artefact, const engine::DeskState& desk);
  [[nodiscard]] std::span<const Place> of(std::string_view lead) const;  // by role

 private:
  std::vector<Place> places_;  // by lead and role
};

void append_lead(std::string& out, const artefact::ArtefactT& artefact, const engine::LeadSnapshot& lead,
                 const LeadPlaces& places);

}  // namespace lead::emit
