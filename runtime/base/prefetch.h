// Asks for memory before it is needed: where leads lie far apart, most of an event's time is one wait for
// memory after the other, and waits that begin early overlap.
//
// Never fails, whatever the address. About as many waits overlap as a processor has fill buffers, a dozen or
// two.
#pragma once

namespace lead {

inline void prefetch(const void* at) {
  __builtin_prefetch(at, 1);
  // GCC takes functions that do nothing but prefetch for functions without effect and drops calls of them; an
  // empty statement of assembly is an effect.
  __asm__ volatile("" : : "r"(at));
}

}  // namespace lead
