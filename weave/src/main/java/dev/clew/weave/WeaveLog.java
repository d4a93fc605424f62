// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave;

/** What the weaver has to say; the agent decides where it goes. */
public interface WeaveLog {
  /** Says what the user should act on. */
  void warn(String line);

  /** Says what explains a decision. */
  void debug(String line);

  /** Says that {@code what} failed without harm; once per cause. */
  void failure(String what, Throwable failure);
}
