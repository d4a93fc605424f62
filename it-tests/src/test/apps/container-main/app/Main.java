// SPDX-License-Identifier: Apache-2.0
package app;

/** Serves one customer, and tells in which kind of class loader. */
public final class Main {
  private Main() {}

  /** Arguments: model, key. */
  public static void main(String[] args) {
    System.out.println(new Desk(args[0], args[1]).serve("sam"));
    System.out.println(Main.class.getClassLoader().getClass().getSimpleName());
    System.exit(3);
  }
}
