// "Who got it": how the roles of a lead were given, for the end of `why`. Private to the room.
#pragma once
#include <string>

#include "runtime/artefact/artefact.h"
#include "workbench/why/routing_trace.h"

namespace lead::why {

// Empty where nothing was routed. Each line ends with a line end.
[[nodiscard]] std::string render_routing_text(const RoutingTrace& trace, const artefact::ArtefactT& artefact,
                                              bool color);
// A list of objects.
[[nodiscard]] std::string render_routing_json(const RoutingTrace& trace, const artefact::ArtefactT& artefact);

}  // namespace lead::why
