// SPDX-License-Identifier: Apache-2.0
package dev.clew.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A method that is worth a span of any type. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Traced {
  /** Returns the type of the span. */
  Type type() default Type.CUSTOM;

  /** Returns the name of the span. */
  String name() default "";

  /** Returns the session or conversation that the trace belongs to. */
  String group() default "";

  /** Returns the input, instead of all arguments. */
  String input() default "";

  /** Returns the output, instead of the result. */
  String output() default "";

  /** Returns the name of the model. */
  String model() default "";

  /** Returns the provider of the model. */
  String provider() default "";

  /** Returns the number of input tokens. */
  String inputTokens() default "";

  /** Returns the number of output tokens. */
  String outputTokens() default "";

  /** Returns the instructions of the agent. */
  String instructions() default "";

  /** Returns what the agent is for. */
  String description() default "";

  /** Returns the agent that gets control; by default the name that the method returns. */
  String target() default "";

  /** Returns the agent that hands over; by default the one that is running. */
  String from() default "";

  /** Returns whether the check rejected the content; by default whether it threw. */
  String triggered() default "";

  /** Returns the store or index that was searched. */
  String source() default "";

  /** Returns the name of the MCP server. */
  String server() default "";

  /** Returns the method of the MCP protocol. */
  String method() default "";

  /** Returns further values, each as {@code key=value}. */
  String[] metadata() default {};

  /** The types of spans. */
  enum Type {
    AGENT,
    GENERATION,
    RESPONSE,
    FUNCTION,
    HANDOFF,
    GUARDRAIL,
    EMBEDDING,
    RETRIEVAL,
    MCP,
    CUSTOM
  }
}
