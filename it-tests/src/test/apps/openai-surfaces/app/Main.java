// SPDX-License-Identifier: Apache-2.0
package app;

/** Every API that all versions of the SDK since 1.1.0 have. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    Ways ways = new Ways(args[0], args[1]);
    addAll(ways);
    new ChatDesk(ways.client).addBareTo(ways);
    ways.run();
    ways.client.close();
    // Older clients leave idle threads, which would keep the JVM alive for a minute.
    System.exit(3);
  }

  static void addAll(Ways ways) {
    new Texts(ways.client).addTo(ways);
    new Media(ways.client).addTo(ways);
    new ChatDesk(ways.client).addTo(ways);
    new ResponseDesk(ways.client).addTo(ways);
  }
}
