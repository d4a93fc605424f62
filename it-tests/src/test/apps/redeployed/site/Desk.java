// SPDX-License-Identifier: Apache-2.0
package site;

/** The AI service. */
interface Desk {
  String serve(String request);
}
