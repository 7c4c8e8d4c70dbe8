/** What the gateway's tests share: a chat-service's two answers, a WebSocket client, a producer. */
package dev.tidings.gateway.support;
