// SPDX-License-Identifier: Apache-2.0
/** Servlets, and so Spring MVC and whatever else a servlet container runs. */
@NullMarked
package dev.clew.instrumentation.servlet;

import org.jspecify.annotations.NullMarked;
