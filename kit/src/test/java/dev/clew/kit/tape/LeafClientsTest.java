// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.tape;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LeafClientsTest {
  private interface Client {}

  private record Network() implements Client {}

  private record Wrapper(Object wrapped) implements Client {}

  private static class Base {
    @SuppressWarnings("UnusedVariable") // read by reflection
    private final @Nullable Client inner;

    Base(@Nullable Client inner) {
      this.inner = inner;
    }
  }

  private static final class Derived extends Base implements Client {
    Derived(@Nullable Client inner) {
      super(inner);
    }
  }

  private final LeafClients leaves = new LeafClients(Client.class, "org.library.");

  @Test
  void client_withoutAnother_isALeaf() {
    assertThat(leaves.isLeaf(new Network())).isTrue();
    assertThat(leaves.isLeaf(new Wrapper("no client"))).isTrue();
    assertThat(leaves.isLeaf(new Derived(null))).isTrue();
  }

  @Test
  void client_thatHoldsAnother_isNone() {
    assertThat(leaves.isLeaf(new Wrapper(new Network()))).isFalse();
    assertThat(leaves.isLeaf(new Derived(new Network()))).isFalse();
  }

  @Test
  void client_ofTheLibrary_isALeafOnlyIfListed() {
    String here = LeafClientsTest.class.getPackageName() + ".";

    LeafClients listed = new LeafClients(Client.class, here, Network.class.getName());

    assertThat(listed.isLeaf(new Network())).isTrue();
    assertThat(listed.isLeaf(new Derived(null))).isFalse();
  }
}
