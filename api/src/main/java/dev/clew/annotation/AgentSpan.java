// SPDX-License-Identifier: Apache-2.0
package dev.clew.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A method that runs an agent. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface AgentSpan {
  /** Returns the name of the span. */
  String name() default "";

  /** Returns the session or conversation that the trace belongs to. */
  String group() default "";

  /** Returns the input, instead of all arguments. */
  String input() default "";

  /** Returns the output, instead of the result. */
  String output() default "";

  /** Returns the instructions of the agent. */
  String instructions() default "";

  /** Returns what the agent is for. */
  String description() default "";

  /** Returns further values, each as {@code key=value}. */
  String[] metadata() default {};
}
