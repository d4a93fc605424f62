// SPDX-License-Identifier: Apache-2.0
package app;

/** Uses no library; ends with stdin. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    System.out.println("ready");
    while (System.in.read() >= 0) {
      // Until the end.
    }
  }
}
