module api_server

go 1.25
