// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.testkit.LibraryVersion;
import dev.clew.testkit.WeavingExtension;
import io.modelcontextprotocol.client.McpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class McpBelowRangeTest {
  @RegisterExtension static final WeavingExtension weaving = WeavingExtension.of(new McpModule());

  @Test
  void versionBelowTheRange_isLeftAloneWithALine() throws Exception {
    LibraryVersion below = LibraryVersion.of("mcp", "0.9.0");
    below.load(Runnable.class, Starting.class).run();
    below.retire();

    assertThat(weaving.complaints())
        .singleElement()
        .asString()
        .startsWith("mcp 0.9.0 does not match ")
        .contains("which supports 0.11.3 to 2.1.0: it lacks class ", "; it is not traced");
  }

  static final class Starting implements Runnable {
    @Override
    public void run() {
      try {
        Class.forName(McpClient.class.getPackageName() + ".McpAsyncClient");
      } catch (ClassNotFoundException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
