// SPDX-License-Identifier: Apache-2.0
package dev.clew.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A method that hands over from one agent to another. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface HandoffSpan {
  /** Returns the agent that gets control; by default the name that the method returns. */
  String target() default "";

  /** Returns the agent that hands over; by default the one that is running. */
  String from() default "";

  /** Returns the name of the span. */
  String name() default "";

  /** Returns the session or conversation that the trace belongs to. */
  String group() default "";

  /** Returns further values, each as {@code key=value}. */
  String[] metadata() default {};
}
