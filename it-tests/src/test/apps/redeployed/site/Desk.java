// SPDX-License-Identifier: Apache-2.0
package site;

/** What a customer meets. */
interface Desk {
  String serve(String request);
}
