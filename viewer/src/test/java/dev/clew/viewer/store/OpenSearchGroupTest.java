// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

final class OpenSearchGroupTest extends GroupContract {

  private final OpenSearchNode node = OpenSearchNode.running();
  private final List<String> prefixes = new ArrayList<>();

  @Override
  TraceStore create() {
    String prefix = OpenSearchNode.newPrefix();
    prefixes.add(prefix);
    return node.open(prefix, CLOCK);
  }

  @AfterEach
  void delete() {
    prefixes.forEach(node::delete);
  }
}
