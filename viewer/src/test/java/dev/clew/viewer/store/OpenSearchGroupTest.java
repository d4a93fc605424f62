// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;

final class OpenSearchGroupTest extends GroupContract {

  private static final OpenSearchNode.Stores STORES = new OpenSearchNode.Stores();

  @Override
  TraceStore create() {
    return STORES.open(CLOCK);
  }

  @AfterEach
  void empty() {
    STORES.empty();
  }

  @AfterAll
  static void delete() {
    STORES.delete();
  }
}
