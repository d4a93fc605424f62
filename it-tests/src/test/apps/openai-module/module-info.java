// SPDX-License-Identifier: Apache-2.0

/**
 * The application as a module. The libraries are automatic modules, which require nothing, so it
 * has to require their libraries.
 */
module desk {
  requires com.fasterxml.jackson.databind;
  requires com.fasterxml.jackson.datatype.jdk8;
  requires com.fasterxml.jackson.datatype.jsr310;
  requires com.fasterxml.jackson.kotlin;
  requires kotlin.stdlib;
  requires openai.java.client.okhttp;
  requires openai.java.core;
}
