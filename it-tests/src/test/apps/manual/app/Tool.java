// SPDX-License-Identifier: Apache-2.0
package app;

/** Something that the model may ask for. */
interface Tool {
  String name();

  String run(String argument);
}
