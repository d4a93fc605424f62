// SPDX-License-Identifier: Apache-2.0
package dev.clew.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A method that checks what goes into a model or comes out of it. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface GuardrailSpan {
  /** Returns whether the check rejected the content; by default whether it threw. */
  String triggered() default "";

  /** Returns the name of the span. */
  String name() default "";

  /** Returns the session or conversation that the trace belongs to. */
  String group() default "";

  /** Returns the input, instead of all arguments. */
  String input() default "";

  /** Returns the output, instead of the result. */
  String output() default "";

  /** Returns further values, each as {@code key=value}. */
  String[] metadata() default {};
}
