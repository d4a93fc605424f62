// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store;

import dev.clew.viewer.store.memory.MemoryTraceStore;

final class MemoryGroupTest extends GroupContract {

  @Override
  TraceStore create() {
    return new MemoryTraceStore(CLOCK);
  }
}
