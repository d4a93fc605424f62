// SPDX-License-Identifier: Apache-2.0
package app;

/** An application that calls no model. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.out.println("hello");
    System.exit(args.length == 0 ? 0 : Integer.parseInt(args[0]));
  }
}
