// SPDX-License-Identifier: Apache-2.0
/** Servlets, and with them Spring MVC and everything else that runs in a servlet container. */
@NullMarked
package dev.clew.instrumentation.servlet;

import org.jspecify.annotations.NullMarked;
