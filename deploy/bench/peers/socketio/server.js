// A room per channel, and nothing else: Socket.IO as it comes, without polling and without compression, in one process.
const { createServer } = require('node:http');
const { Server } = require('socket.io');

const port = Number(process.argv[2]);
const server = createServer();
const io = new Server(server, { transports: ['websocket'], perMessageDeflate: false, serveClient: false });

io.on('connection', (socket) => {
  socket.on('join', (channel, joined) => {
    socket.join(channel);
    joined();
  });
  socket.on('publish', (channel, payload) => io.to(channel).emit('event', payload));
});

server.listen({ port, host: '127.0.0.1', backlog: 4096 });
