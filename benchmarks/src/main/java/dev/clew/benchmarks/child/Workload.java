// SPDX-License-Identifier: Apache-2.0
package dev.clew.benchmarks.child;

/** A piece of work whose cost is measured. */
@FunctionalInterface
public interface Workload {
  /**
   * Runs it once.
   *
   * @return when its first chunk arrived, by {@link System#nanoTime}; zero if it is not streamed
   */
  long run();

  /**
   * Returns the workload named {@code name}: a kind, or a kind with a size, such as {@code
   * chat:10}.
   */
  static Workload named(String name) {
    if (name.startsWith(ContextPropagationWorkload.PREFIX)) {
      return ContextPropagationWorkload.named(name);
    }
    String[] parts = name.split(":", 2);
    int size = parts.length == 1 ? 1 : Integer.parseInt(parts[1]);
    return switch (parts[0]) {
      case "chat" -> new ChatWorkload(size);
      case "stream" -> new StreamWorkload(size == 1 ? 20 : size);
      case "sdk-chat" -> new ChatWorkload(SdkClient.chat(0), size);
      case "sdk-slow" -> new ChatWorkload(SdkClient.chat(1_000), size);
      case "sdk-stream" -> new StreamWorkload(SdkClient.stream(size == 1 ? 20 : size));
      case "response" -> new ResponseWorkload();
      case "service" -> new ServiceWorkload(size);
      default -> throw new IllegalArgumentException("no such work: " + name);
    };
  }
}
