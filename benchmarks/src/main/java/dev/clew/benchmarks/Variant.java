// SPDX-License-Identifier: Apache-2.0
package dev.clew.benchmarks;

import java.util.List;

/**
 * One way to start the application: without agent, or with one of them.
 *
 * @param title as the tables name it
 * @param jvmArguments what the JVM is given
 */
record Variant(String title, List<String> jvmArguments) {}
