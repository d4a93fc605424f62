// SPDX-License-Identifier: Apache-2.0
package app;

/** The AI service. */
interface Assistant {
  String answer(String question);
}
