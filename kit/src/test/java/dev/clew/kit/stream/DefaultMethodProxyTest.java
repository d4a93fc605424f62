// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

class DefaultMethodProxyTest {
  /** An interface in a later version: {@code id} and {@code twice} have been added. */
  interface Grown {
    String read();

    default String id() {
      return "none";
    }

    default String twice() {
      return read() + read();
    }

    static String made() {
      return "made";
    }
  }

  /** As compiled against the earlier version. */
  private record Wrapper(Grown source) implements Grown {
    @Override
    public String read() {
      return "wrapped " + source.read();
    }
  }

  private static final class Plain implements Grown {
    @Override
    public String read() {
      return "read";
    }
  }

  private static class WithId implements Grown {
    @Override
    public String read() {
      throw new IllegalStateException("no more");
    }

    @Override
    public String id() {
      return "id-1";
    }
  }

  private static final class WithTwice extends WithId {
    @Override
    public String read() {
      return "read";
    }
  }

  private final DefaultMethodProxy proxy = new DefaultMethodProxy(Grown.class, Wrapper.class);

  @Test
  void of_sourceThatLeavesNewMethodsToTheInterface_isTheWrapper() {
    Grown source = new Plain();
    Grown wrapper = new Wrapper(source);

    assertThat(proxy.of(source, wrapper)).isSameAs(wrapper);
  }

  @Test
  void of_sourceWithItsOwnAnswerToANewMethod_givesThatAnswer() {
    Grown source = new WithTwice();

    Grown seen = proxy.of(source, new Wrapper(source));

    assertThat(seen.id()).isEqualTo("id-1");
    assertThat(seen.read()).isEqualTo("wrapped read");
  }

  @Test
  void of_newMethodThatTheInterfaceBuildsFromOthers_readsThroughTheWrapper() {
    Grown source = new WithTwice();

    Grown seen = proxy.of(source, new Wrapper(source));

    assertThat(seen.twice()).isEqualTo("wrapped readwrapped read");
  }

  @Test
  void of_sourceThatThrows_throwsTheVerySame() {
    Grown source = new WithId();

    Grown seen = proxy.of(source, new Wrapper(source));

    assertThatThrownBy(seen::read).isExactlyInstanceOf(IllegalStateException.class);
  }

  @Test
  void of_proxy_equalsItselfAndNothingElse() {
    Grown source = new WithTwice();
    Wrapper wrapper = new Wrapper(source);

    Grown seen = proxy.of(source, wrapper);

    assertThat(Proxy.isProxyClass(seen.getClass())).isTrue();
    assertThat(seen.equals(seen)).isTrue();
    assertThat(seen).isNotEqualTo(proxy.of(source, wrapper)).hasSameHashCodeAs(wrapper);
  }
}
