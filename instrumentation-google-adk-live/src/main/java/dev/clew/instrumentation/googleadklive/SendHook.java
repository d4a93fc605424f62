// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleadklive;

import com.google.genai.types.Content;
import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.kit.value.Values;
import io.reactivex.rxjava3.core.Completable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Observes {@code BaseLlmConnection.sendHistory(List)} and {@code sendContent(Content)}. */
final class SendHook implements Hook<LiveConnection> {
  private final Connections connections;

  SendHook(Connections connections) {
    this.connections = connections;
  }

  @Override
  public @Nullable LiveConnection enter(Call call) {
    LiveConnection connection = connections.of(call);
    if (connection == null) {
      return null;
    }
    Object said = call.argument(0, Object.class);
    if (said instanceof Content content) {
      connection.send(List.of(content));
    } else if (said instanceof List<?> history && Values.isOfJdk(history)) {
      connection.send(history);
    }
    return connection;
  }

  @Override
  public @Nullable Object exit(
      LiveConnection connection, @Nullable Object result, @Nullable Throwable thrown) {
    return result instanceof Completable sent ? sent.doOnError(connection::failed) : result;
  }
}
