// SPDX-License-Identifier: Apache-2.0
package com.example.parrot;

/** Something a parrot can look up; applications bring their own. */
public interface ParrotTool {
  /** Returns the word that makes a parrot use this tool. */
  String name();

  /** Runs the tool; an exception is hidden from whoever asked. */
  String call(ToolCall call);
}
