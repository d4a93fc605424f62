// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrivateFieldsTest {
  private static class Service {
    @SuppressWarnings("unused") // read by name
    private final String client;

    Service(String client) {
      this.client = client;
    }
  }

  private static final class OtherService extends Service {
    OtherService() {
      super("inherited");
    }
  }

  @Test
  void field_isRead() {
    assertThat(PrivateFields.read(new Service("own"), "client")).isEqualTo("own");
  }

  @Test
  void inheritedField_isRead() {
    assertThat(PrivateFields.read(new OtherService(), "client")).isEqualTo("inherited");
  }

  @Test
  void fieldThatIsMissingOrClosed_readsAsNull() {
    assertThat(PrivateFields.read(new Service("own"), "other")).isNull();
    assertThat(PrivateFields.read("text", "value")).isNull();
    assertThat(PrivateFields.read(null, "client")).isNull();
  }
}
