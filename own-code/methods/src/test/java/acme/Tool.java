// SPDX-License-Identifier: Apache-2.0
package acme;

/** An application's interface, with implementations at several levels. */
public interface Tool {
  String run(String input);

  /** The base of some tools. */
  abstract class Base implements Tool {
    @Override
    public String run(String input) {
      return "base " + input;
    }
  }

  /** Inherits the method. */
  final class Plain extends Base {}

  /** Calls the method that it overrides. */
  final class Loud extends Base {
    @Override
    public String run(String input) {
      return super.run(input) + "!";
    }
  }
}
