// SPDX-License-Identifier: Apache-2.0
/**
 * Marks methods of an application that Clew traces.
 *
 * <p>The agent recognises these annotations by name in class files. Without the agent they have no
 * effect, and the artifact need not even be there: the JVM ignores annotations that it cannot find.
 *
 * <p>Attributes that begin with {@code $} are expressions: {@code $1} is the first argument, {@code
 * $this} the receiver, {@code $result} what the method returns, and {@code $1.name} a property of
 * one of them. Any other text is used as it is. An attribute that is not set has the default that
 * {@code docs/own-code.md} gives.
 */
package dev.clew.annotation;
