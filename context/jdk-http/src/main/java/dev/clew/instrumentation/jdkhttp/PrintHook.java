// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.jdkhttp;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.hook.Propagation;
import dev.clew.api.trace.Context;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hooks {@code MessageHeader.print}, which writes a request's head, also after a redirect, on the
 * thread that waits for the response. The arrays are copies for this purpose, so the connection and
 * the application's view of it stay unchanged.
 *
 * <p>Spring's hook adds its headers to the connection, which keeps them across redirects.
 */
final class PrintHook implements Hook<Object> {
  private final Propagation propagation;

  PrintHook(Propagation propagation) {
    this.propagation = propagation;
  }

  @Override
  public @Nullable Object enter(Call call) {
    if (Context.current().span() == null) {
      return null;
    }
    int count = call.required(0, Integer.class);
    String[] names = call.required(1, String[].class);
    String[] values = call.required(2, String[].class);
    if (count == 0 || names[0] == null || names[0].startsWith("CONNECT ")) {
      return null; // a request to a proxy
    }
    HeaderLines lines = new HeaderLines(count, names, values);
    String host = lines.host();
    Set<String> removed = propagation.headersToRemove(host, lines::value);
    removed.forEach(lines::remove);
    Map<String, String> added = propagation.headersToAdd(host, name -> lines.value(name) != null);
    if (!added.isEmpty()) {
      append(call, added, count, names, values);
    }
    return null;
  }

  private static void append(
      Call call, Map<String, String> added, int count, String[] names, String[] values) {
    String[] allNames = Arrays.copyOf(names, count + added.size());
    String[] allValues = Arrays.copyOf(values, count + added.size());
    int at = count;
    for (Map.Entry<String, String> header : added.entrySet()) {
      allNames[at] = header.getKey();
      allValues[at++] = header.getValue();
    }
    call.replaceArgument(0, at);
    call.replaceArgument(1, allNames);
    call.replaceArgument(2, allValues);
  }
}
