// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.sockets;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.ConnectionPolicy;
import dev.clew.api.hook.Hook;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Lets a connection fail as if nobody listened. Unix-domain sockets do not leave the machine. */
final class ConnectHook implements Hook<Object> {
  private final ConnectionPolicy policy;

  ConnectHook(ConnectionPolicy policy) {
    this.policy = policy;
  }

  @Override
  public @Nullable Object enter(Call call) {
    Object address = call.argument(0, Object.class);
    if (address instanceof InetSocketAddress) {
      String target = describe((InetSocketAddress) address);
      if (policy.refuses(target)) {
        call.answer(
            () -> {
              throw new ConnectException(
                  "refused by Clew: a replay does not connect (to " + target + ")");
            });
      }
    }
    return null;
  }

  private static String describe(InetSocketAddress address) {
    return address.getHostString() + ":" + address.getPort(); // both are final
  }
}
