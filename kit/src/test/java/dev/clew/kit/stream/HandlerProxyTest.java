// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HandlerProxyTest {
  private static final ContextKey<String> PLACE = ContextKey.named("place");

  interface Handler {
    void onNext(String piece);

    void onError(Throwable error);
  }

  /** A second interface of the application's handler. */
  interface Closing {
    void close();
  }

  private final List<String> seen = new ArrayList<>();

  private final class Application implements Handler, Closing {
    @Override
    public void onNext(String piece) {
      seen.add("next " + piece + " in " + Context.current().get(PLACE));
      if (piece.equals("bad")) {
        throw new IllegalStateException("bad piece");
      }
    }

    @Override
    public void onError(Throwable error) {
      seen.add("error " + error.getMessage());
    }

    @Override
    public void close() {
      seen.add("close");
    }
  }

  private final Handler proxy =
      HandlerProxy.around(
          Handler.class,
          new Application(),
          new HandlerProxy.Listener() {
            @Override
            public Context called(String method, Object[] arguments, boolean fromHandler) {
              seen.add(method + " " + fromHandler);
              if (arguments.length > 0 && "ours".equals(arguments[0])) {
                throw new IllegalArgumentException("of our own");
              }
              return Context.root().with(PLACE, "caller");
            }

            @Override
            public Context fallback() {
              return Context.root().with(PLACE, "fallback");
            }
          },
          (where, failure) -> seen.add("reported " + failure.getMessage()));

  @Test
  void callback_isSeenAndPassedOnInTheContextOfTheCaller() {
    proxy.onNext("a");

    assertThat(seen).containsExactly("onNext false", "next a in caller");
  }

  @Test
  void handler_keepsItsOtherInterfaces() {
    ((Closing) proxy).close();

    assertThat(seen).containsExactly("close false", "close");
  }

  @Test
  void handlerThatThrows_throwsTheSameAndIsRecognised() {
    IllegalStateException[] thrown = new IllegalStateException[1];
    assertThatThrownBy(() -> proxy.onNext("bad"))
        .isInstanceOfSatisfying(IllegalStateException.class, each -> thrown[0] = each);

    proxy.onError(new RuntimeException("wrapped", thrown[0]));
    proxy.onError(new RuntimeException("other"));

    assertThat(seen).contains("onError true", "error wrapped", "onError false", "error other");
  }

  @Test
  void failureOfOurs_staysHere() {
    proxy.onNext("ours");

    assertThat(seen)
        .containsExactly("onNext false", "reported of our own", "next ours in fallback");
  }

  @Test
  void proxy_equalsItselfAlone() {
    @Nullable Object nothing = null;

    assertThat(proxy.equals(proxy)).isTrue();
    assertThat(proxy.equals(nothing)).isFalse();
  }
}
