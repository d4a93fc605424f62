// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.select;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnnotationScanTest {
  private final AnnotationScan scan = AnnotationScan.of("com.acme.Action");

  private boolean finds(String text) {
    return scan.finds(text.getBytes(ISO_8859_1));
  }

  @Test
  void descriptor_isFoundAnywhere() {
    for (int before = 0; before < 40; before++) {
      String text = "Lcom/acme/Act".repeat(4).substring(0, before);

      assertThat(finds(text + "Lcom/acme/Action;")).isTrue();
      assertThat(finds(text + "Lcom/acme/Action;" + text)).isTrue();
      assertThat(finds(text + "Lcom/acme/Actions;")).isFalse();
    }
    assertThat(finds("")).isFalse();
  }
}
