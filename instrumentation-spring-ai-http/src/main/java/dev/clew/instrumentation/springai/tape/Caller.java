// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai.tape;

/**
 * Who uses a class of Spring's that applications use as well. Only the innermost use counts: an
 * interceptor of the application may call a server of its own while a model is called.
 */
final class Caller {
  private static final StackWalker STACK = StackWalker.getInstance();

  private Caller() {}

  /** Returns whether Spring AI called the innermost method on the stack that is in a package. */
  static boolean isSpringAi(String usedPackage) {
    return STACK.walk(
        frames ->
            frames
                .map(StackWalker.StackFrame::getClassName)
                .dropWhile(name -> !name.startsWith(usedPackage))
                .dropWhile(name -> name.startsWith(usedPackage))
                .findFirst()
                .filter(Caller::isModelClient)
                .isPresent());
  }

  /** Databases are not on the tape, and MCP has a seam of its own. */
  private static boolean isModelClient(String name) {
    return name.startsWith("org.springframework.ai.")
        && !name.startsWith("org.springframework.ai.mcp.")
        && !name.contains(".vectorstore.");
  }
}
