// SPDX-License-Identifier: Apache-2.0
package dev.clew.sample.library;

/** The library that is woven. */
public final class Model {
  public String chat(String question) {
    return "Re: " + question;
  }

  public String chatStreaming(String question) {
    return "Re... " + question;
  }
}
