// Only browsers without modules load this (IE, 360 in 兼容模式): written for them.
document.getElementById('root').innerHTML =
  '<div style="max-width:640px;margin:80px auto;padding:24px;font:18px/1.8 Microsoft YaHei,SimSun,sans-serif;border:1px solid #d9d9d9">' +
  '<h1 style="font-size:24px;margin:0 0 16px">请切换到极速模式</h1>' +
  '<p>当前浏览器（或兼容模式）不能打开本页。您的数据不受影响。</p>' +
  '<p>1. 使用360浏览器：点击地址栏右侧的图标，选择“极速模式”。<br>2. 或改用新版的 Chrome、Edge 浏览器打开同一地址。</p>' +
  '<p>仍打不开，请联系领导小组办公室。</p></div>';
