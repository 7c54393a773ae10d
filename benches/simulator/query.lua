-- wrk: a simple query, one ticket by number. The environment names the credentials.
wrk.method = "POST"
wrk.path = "/ATServicesRest/V1.0/Tickets/query"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["UserName"] = os.getenv("AUTOTASK_USERNAME")
wrk.headers["Secret"] = os.getenv("AUTOTASK_SECRET")
wrk.headers["ApiIntegrationCode"] = os.getenv("AUTOTASK_INTEGRATION_CODE")
wrk.body = '{"filter":[{"op":"eq","field":"id","value":8001}],"IncludeFields":["id","title"]}'

function response(status)
  if status ~= 200 then
    io.stderr:write("status " .. status .. "\n")
    wrk.thread:stop()
  end
end
