// The one door to the generated FlatBuffers code: the plain structs (`ArtefactT`, `AttributeT`, `Instruction`
// …) that artefact.fbs describes. The compiler's kernel and the runtime share them, so that there is one
// description of a slot.
#pragma once
#include "runtime/artefact/artefact_generated.h"
